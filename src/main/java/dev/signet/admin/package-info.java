/**
 * The operators' API: what may be changed while the service runs.
 *
 * <p>
 * Routes: {@code /api/v1/admin/limits}, {@code /api/v1/admin/users/{id}/disable} and {@code enable},
 * {@code /api/v1/admin/clients} and below it {@code /{id}}, {@code /{id}/secret}, {@code /{id}/disable} and {@code enable},
 * {@code /api/v1/admin/keys} and below it {@code /rotate}, {@code /{kid}/revoke}; {@code /api/v1/admin/revocations};
 * {@code /api/v1/admin/security-events} and {@code /{id}/retry} below it.
 * Every one asks for the scope {@code signet:admin}; every change is audited. The first client that has the scope comes
 * from the settings, once.
 *
 * <p>
 * Clients may also come from a file ({@code signet.clients.file}), which then alone says what they are: over the API they
 * can be read and shut out, not changed. A client that the file names no more is deleted, and its sign-ins end.
 */
package dev.signet.admin;
