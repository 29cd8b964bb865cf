// openid-client from the sign-in to the sign-out.
import * as client from 'openid-client';
import { converse, refused, settings, visit } from './conversation.mjs';
import { discover, proof, request } from './openid-config.mjs';

async function signIn(config, dpop) {
  const { checks, parameters } = await request();
  const url = settings.par
    ? await client.buildAuthorizationUrlWithPAR(config, parameters, dpop)
    : client.buildAuthorizationUrl(config, parameters);
  const ended = await visit(url);
  if (settings.other_verifier) {
    checks.pkceCodeVerifier = client.randomPKCECodeVerifier();
  }
  const tokens = await client.authorizationCodeGrant(config, ended, checks, undefined, dpop);
  const again = settings.replay && (await refused(client.authorizationCodeGrant(config, ended, checks, undefined, dpop)));
  return { url, tokens, again };
}

async function active(config, token) {
  return settings.method === 'none' ? undefined : (await client.tokenIntrospection(config, token)).active;
}

await converse(async () => {
  const config = await discover();
  const dpop = await proof(config);
  const { url, tokens, again } = await signIn(config, dpop);
  const claims = tokens.claims();
  const userinfo = settings.replay ? null : await client.fetchUserInfo(config, tokens.access_token, claims.sub, dpop);
  if (again) {
    return { again, active: await active(config, tokens.access_token) };
  }
  const fresh = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, dpop);
  const before = await active(config, fresh.access_token);
  await client.tokenRevocation(config, fresh.refresh_token);
  return {
    url, claims, userinfo, before, after: await active(config, fresh.access_token),
    token_type: tokens.token_type, scope: tokens.scope, access_token: tokens.access_token,
    same_subject: fresh.claims() === undefined || fresh.claims().sub === claims.sub,
    revoked: await refused(client.refreshTokenGrant(config, fresh.refresh_token, undefined, dpop)),
    sign_out: client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token, post_logout_redirect_uri: settings.post_logout_redirect_uri, state: 'so long',
    }),
  };
});
