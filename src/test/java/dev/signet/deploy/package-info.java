/**
 * What is in {@code deploy}, held against the service: manifests as they are rendered, the metrics of the dashboard and the
 * alerts, and the rule for migrations.
 *
 * <p>
 * There is no cluster here. That a manifest is accepted, scheduled and obeyed by one is not shown.
 */
package dev.signet.deploy;
