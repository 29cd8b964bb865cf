/** Parts that go away, and what the service does meanwhile. */
package dev.signet.faults;
