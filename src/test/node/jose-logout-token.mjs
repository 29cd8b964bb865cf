// jose reads a logout token as OpenID Connect Back-Channel Logout 1.0 §2.6 tells a client to.
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { converse, settings } from './conversation.mjs';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

await converse(async () => {
  const { issuer, client_id: audience, token, alg } = settings;
  const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(discovery.jwks_uri)), {
    issuer, audience, typ: 'logout+jwt', algorithms: [alg], requiredClaims: ['iat', 'exp', 'jti', 'sub', 'sid', 'events'],
  });
  if (typeof payload.events[EVENT] !== 'object' || 'nonce' in payload) {
    throw new Error('not a logout token');
  }
  return payload;
});
