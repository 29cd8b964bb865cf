package dev.signet.authorize;

import java.util.Map;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** A form that posts itself to the client (OAuth 2.0 Form Post Response Mode), or by its button where no script runs. */
@CheckedTemplate(basePath = "authorize", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FormPostPage(Visit visit, String action, Map<String, String> parameters) implements TemplateInstance {
}
