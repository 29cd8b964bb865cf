// openid-client registers itself (RFC 7591) and is then a client like any other.
import * as client from 'openid-client';
import { converse, settings } from './conversation.mjs';

await converse(async () => {
  const config = await client.dynamicClientRegistration(new URL(settings.issuer), settings.metadata, undefined, {
    initialAccessToken: settings.initial_access_token, execute: [client.allowInsecureRequests],
  });
  const tokens = await client.clientCredentialsGrant(config, {});
  return { client: config.clientMetadata(), tokens };
});
