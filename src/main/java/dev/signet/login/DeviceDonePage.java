package dev.signet.login;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** {@code /device}: what was decided. */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DeviceDonePage(Visit visit, boolean allowed) implements TemplateInstance {
}
