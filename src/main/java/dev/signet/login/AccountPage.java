package dev.signet.login;

import java.util.List;

import dev.signet.pages.Field;
import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * {@code /account}.
 *
 * @param names by which the person signs in
 * @param notice what was done; null for nothing
 * @param profileError why the profile was not saved; null for nothing
 * @param passwordError why the password was not changed; null for nothing
 * @param posed the verification code that a new password needs; null for none
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AccountPage(Visit visit, List<String> names, String notice, List<Field> profile, String profileError,
        List<Field> password, String passwordError, PosedChallenge posed, List<SessionLine> sessions,
        List<ApplicationLine> applications) implements TemplateInstance {
}
