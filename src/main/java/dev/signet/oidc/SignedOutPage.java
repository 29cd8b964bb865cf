package dev.signet.oidc;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Says that nobody is signed in any more. */
@CheckedTemplate(basePath = "oidc", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignedOutPage(Visit visit) implements TemplateInstance {
}
