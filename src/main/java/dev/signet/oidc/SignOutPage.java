package dev.signet.oidc;

import java.util.Map;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Asks whether the person wants to sign out. */
@CheckedTemplate(basePath = "oidc", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignOutPage(Visit visit, String clientName, Map<String, String> fields) implements TemplateInstance {
}
