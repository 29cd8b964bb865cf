/**
 * What every hosted page has in common: layout, words, language, theme, the headers that fence it in, the cookies, and the
 * proof that a form came from a page of ours.
 *
 * <p>
 * A page is a template record and a {@link dev.signet.pages.Visit}; {@link dev.signet.pages.Pages} makes the answer of them. A
 * form is taken only with the visit's {@code csrf} and not from another site ({@link dev.signet.pages.FormGuard}).
 *
 * <p>
 * Example: a theme's folder holds {@code templates/pages/base.html} and {@code theme.css}. The first stands in for the
 * layout of the same name, the second is linked after {@code /pages.css}.
 *
 * <p>
 * Routes: {@code /pages.css}, {@code /theme.css}, {@code /altcha.js}. Knows the names of the cookies, not what the session's
 * one stands for.
 */
package dev.signet.pages;
