package dev.signet.users;

/**
 * One of a person's names.
 *
 * @param kind which of the three it is
 * @param value normalised: what is unique within its kind, looked up, and counted by a limit
 * @param display what answers show: a username and an email as the person wrote them (trimmed), because mail goes to the
 *        address as written (RFC 5321 §2.4) and a name is theirs to capitalise; a phone number in E.164
 */
public record Identifier(IdentifierKind kind, String value, String display) {
}
