// openid-client for a service of its own: no person, so no browser.
import * as client from 'openid-client';
import { converse, settings } from './conversation.mjs';
import { discover, proof } from './openid-config.mjs';

await converse(async () => {
  const config = await discover();
  const tokens = await client.clientCredentialsGrant(config, settings.parameters, await proof(config));
  return { ...tokens, introspection: await client.tokenIntrospection(config, tokens.access_token) };
});
