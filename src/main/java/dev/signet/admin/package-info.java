/**
 * The operators' API: what may be changed while the service runs.
 *
 * <p>
 * Routes: {@code /api/v1/admin/limits}, {@code /api/v1/admin/users/{id}/disable} and {@code enable}. Every one asks for the
 * scope {@code signet:admin}; every change is audited. The
 * first client that has the scope comes from the settings, once.
 */
package dev.signet.admin;
