package dev.signet.login;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * {@code /device}: where the code is typed.
 *
 * @param userCode that is typed already
 * @param error null for none
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DevicePage(Visit visit, String userCode, String error) implements TemplateInstance {
}
