// What every script with openid-client begins with: discovery, and the client's way to prove who it is.
import { importJWK } from 'jose';
import * as client from 'openid-client';
import { settings } from './conversation.mjs';

const authentication = {
  none: () => client.None(),
  client_secret_basic: () => client.ClientSecretBasic(settings.secret),
  client_secret_post: () => client.ClientSecretPost(settings.secret),
  client_secret_jwt: () => client.ClientSecretJwt(settings.secret),
  private_key_jwt: async () => client.PrivateKeyJwt({ key: await importJWK(settings.jwk, 'ES256'), kid: settings.jwk.kid }),
};

export async function discover() {
  const method = await authentication[settings.method]();
  const config = await client.discovery(new URL(settings.issuer), settings.client_id, settings.metadata, method, {
    execute: [client.allowInsecureRequests],
  });
  client.enableNonRepudiationChecks(config); // else it trusts TLS, which is not there, instead of the signature
  return config;
}

// The third argument of most calls: a key to prove possession of, where the test asks for it.
export async function proof(config) {
  return settings.dpop ? { DPoP: client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256')) } : {};
}

export async function request() {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
    idTokenExpected: true,
  };
  const parameters = {
    redirect_uri: settings.redirect_uri,
    scope: settings.scope ?? 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...settings.parameters,
  };
  return { checks, parameters };
}
