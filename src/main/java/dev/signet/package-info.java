/** Signet, a token issuer for microservices. */
package dev.signet;
