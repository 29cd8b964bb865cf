// jose at a resource server (RFC 9068 §4): one token a line.
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { serve, settings } from './conversation.mjs';

const { issuer, jwks_uri, cache_max_age: cacheMaxAge, cooldown: cooldownDuration } = settings;
const keys = createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge, cooldownDuration });

await serve(async ({ token }) => {
  const { payload } = await jwtVerify(token, keys, { issuer, audience: issuer, typ: 'at+jwt', algorithms: ['RS256'] });
  return payload.sub;
});
