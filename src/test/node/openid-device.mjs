// openid-client for a device without a browser (RFC 8628): the person goes elsewhere with the code.
import * as client from 'openid-client';
import { converse, settings, visit } from './conversation.mjs';
import { discover } from './openid-config.mjs';

await converse(async () => {
  const config = await discover();
  const device = await client.initiateDeviceAuthorization(config, { scope: settings.scope });
  await visit(device.verification_uri_complete);
  const tokens = await client.pollDeviceAuthorizationGrant(config, device);
  return { claims: tokens.claims(), device };
});
