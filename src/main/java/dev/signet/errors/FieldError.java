package dev.signet.errors;

/**
 * One thing that is wrong with one member of a request body or one parameter.
 *
 * @param field the member's name as the caller wrote it, nested ones with dots ({@code captcha.id}, {@code items[2].id}),
 *        {@code body} for the body as a whole
 * @param code what a program tests: {@code required}, {@code unknown}, {@code type}, …
 * @param message what a developer reads; quotes nothing of the input
 */
public record FieldError(String field, String code, String message) {
}
