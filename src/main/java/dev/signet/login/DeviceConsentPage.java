package dev.signet.login;

import java.util.List;

import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** {@code /device}: whether the device may have what it asks for (RFC 8628 §3.3). */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DeviceConsentPage(Visit visit, String userCode, String application, String person, List<String> wants)
        implements
            TemplateInstance {
}
