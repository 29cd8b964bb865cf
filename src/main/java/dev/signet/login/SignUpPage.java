package dev.signet.login;

import java.util.List;
import java.util.Map;

import dev.signet.pages.Field;
import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * {@code /register}.
 *
 * @param hidden fields that go along
 * @param error null for none
 * @param posed the verification code that is due; null for none
 * @param signInLink for people who have an account
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignUpPage(Visit visit, Map<String, String> hidden, List<Field> fields, String error, PosedChallenge posed,
        String signInLink) implements TemplateInstance {
}
