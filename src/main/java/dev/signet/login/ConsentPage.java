package dev.signet.login;

import java.util.List;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * {@code /consent}.
 *
 * @param person who is asked
 * @param wants what the client would have, in words
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ConsentPage(Visit visit, String handle, String application, ClientLinks links, String person, List<String> wants)
        implements
            TemplateInstance {
}
