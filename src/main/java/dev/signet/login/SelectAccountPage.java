package dev.signet.login;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** {@code /select-account}. */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SelectAccountPage(Visit visit, String handle, String application, String person, String signInLink)
        implements
            TemplateInstance {
}
