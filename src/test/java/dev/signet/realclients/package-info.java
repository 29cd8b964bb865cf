/** Clients that others wrote, unmodified and over HTTP, from the sign-in to the sign-out. */
package dev.signet.realclients;
