/** What an operator sees of a running service: health, metrics, logs, traces. */
package dev.signet.running;
