/**
 * What the certification tests of the OpenID Foundation try, one test for each published module, named after it, and what
 * RFC 9700 (OAuth 2.0 Security Best Current Practice) forbids, section by section.
 *
 * <p>
 * A module that can't apply is a comment where its test would stand, with the reason. Knows the service only from outside;
 * where a module waits, the stores are made to forget instead.
 */
package dev.signet.conformance;
