import { createServer } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const issuer = process.env.SIGNET_ISSUER ?? 'http://localhost:8080';
const audience = process.env.AUDIENCE ?? issuer; // whom a token must be for

const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));

async function verify(authorization = '') {
  const token = authorization.replace(/^Bearer +/i, '');
  const { payload } = await jwtVerify(token, keys, { issuer, audience, typ: 'at+jwt', algorithms: ['RS256'] });
  return payload;
}

async function hello(request, response) {
  try {
    const { sub } = await verify(request.headers.authorization);
    response.end(`hello ${sub}\n`);
  } catch (refused) {
    response.writeHead(401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }).end();
  }
}

createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/hello') {
    return hello(request, response);
  }
  response.writeHead(404).end();
}).listen(process.env.PORT ?? 8083);
