// oauth4webapi, which checks every signature that it is shown: the ID token's, the userinfo answer's and the introspection's.
import * as oauth from 'oauth4webapi';
import { converse, settings, visit } from './conversation.mjs';

const http = { [oauth.allowInsecureRequests]: true };
const { redirect_uri } = settings;
const client = { client_id: settings.client_id, ...settings.metadata };
const secret = oauth.ClientSecretBasic(settings.secret);

async function discover() {
  const issuer = new URL(settings.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
}

async function code(as, verifier, state, nonce) {
  const url = new URL(as.authorization_endpoint);
  const code_challenge = await oauth.calculatePKCECodeChallenge(verifier);
  const { client_id } = client;
  url.search = new URLSearchParams({
    client_id, redirect_uri, response_type: 'code', scope: 'openid profile', code_challenge, code_challenge_method: 'S256',
    state, nonce, max_age: '600',
  });
  return oauth.validateAuthResponse(as, client, await visit(url), state);
}

async function tokens(as) {
  const verifier = oauth.generateRandomCodeVerifier();
  const expectedNonce = oauth.generateRandomNonce();
  const callback = await code(as, verifier, oauth.generateRandomState(), expectedNonce);
  const response = await oauth.authorizationCodeGrantRequest(as, client, secret, callback, redirect_uri, verifier, http);
  const result = await oauth.processAuthorizationCodeResponse(as, client, response, {
    expectedNonce, maxAge: 600, requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(as, response, http);
  return result;
}

async function signed(as, response, process) {
  const answer = await process(response);
  await oauth.validateApplicationLevelSignature(as, response, http);
  return { type: response.headers.get('content-type'), answer };
}

// What a resource server does with the access token (RFC 9068 §4).
async function atTheResourceServer(as, accessToken) {
  const request = new Request(settings.issuer, { headers: { authorization: `Bearer ${accessToken}` } });
  return oauth.validateJwtAccessToken(as, request, settings.issuer, http);
}

await converse(async () => {
  const as = await discover();
  const { access_token, id_token, ...result } = await tokens(as);
  const claims = oauth.getValidatedIdTokenClaims(result) ?? JSON.parse(atob(id_token.split('.')[1]));
  return {
    id_token, claims,
    userinfo: await signed(as, await oauth.userInfoRequest(as, client, access_token, http), (response) =>
      oauth.processUserInfoResponse(as, client, claims.sub, response)),
    introspection: await signed(as, await oauth.introspectionRequest(as, client, secret, access_token, http), (response) =>
      oauth.processIntrospectionResponse(as, client, response)),
    access_token: await atTheResourceServer(as, access_token),
  };
});
