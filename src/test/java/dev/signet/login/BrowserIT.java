package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import dev.signet.testing.WebClient;
import io.vertx.core.json.JsonObject;

/**
 * A real Chromium at the pages. Each look has an address of its own, told by a header that this service believes, so that the
 * limits of one do not meet another.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final AtomicInteger ADDRESSES = new AtomicInteger(1);

    private final Stores stores;
    private Chromium chromium;
    private ClientSite site;
    private SignetService service;
    private WebClient client;
    private String faults;

    BrowserIT(Stores stores) {
        this.stores = stores;
    }

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.start();
        site = ClientSite.start();
        StoreUrls urls = stores.fresh();
        service = ServiceLaunch.on(urls).with("SIGNET_HTTP_TRUSTED_PROXIES", "127.0.0.0/8,::1")
                .with("SIGNET_CAPTCHA_ALTCHA_MAX_NUMBER", "1000").start();
        client = WebClient.register(stores, urls, "Harbour Orders", "https://client.example/",
                site.url("/callback"));
        try (InputStream script = BrowserIT.class.getResourceAsStream("faults.js")) {
            faults = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
            site.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void shows_each_page_readable_and_labelled(Look look) {
        try (BrowserContext context = context(look)) {
            Page page = context.newPage();
            signsUp(page, look);
            consents(page, look);
            connectsADevice(page, look);
            looksAfterTheAccount(page, look);
            meetsErrorAndChallenge(page, look);
        }
    }

    private void signsUp(Page page, Look look) {
        open(page, client.authorize(Map.of()));
        shot(page, "sign-in", look);
        page.locator("main .split a").click();
        page.fill("#email", Person.unique() + "@example.com");
        page.fill("#phone", "12");
        page.fill("#password", "short");
        page.locator("main form button").first().click();
        shot(page, "sign-up", look);
        page.fill("#phone", "");
        page.fill("#username", Person.unique());
        page.fill("#password", Person.PASSWORD);
        page.locator("main form button").first().click();
    }

    private void consents(Page page, Look look) {
        shot(page, "consent", look);
        page.locator("main form button").first().click();
        assertThat(page.textContent("h1")).as("the form ends at the client").isEqualTo("Arrived");
        assertThat(page.url()).contains("/callback?code=");
        open(page, client.authorize(Map.of("prompt", "select_account")));
        shot(page, "select-account", look);
    }

    private void connectsADevice(Page page, Look look) {
        JsonObject device = Http.to(service.baseUri())
                .postForm("/oauth2/device_authorization", Map.of("client_id", client.id(), "scope", "openid profile")).json();
        open(page, "/device?user_code=" + device.getString("user_code"));
        shot(page, "device", look);
        page.locator("main form button").first().click();
        shot(page, "device-consent", look);
        page.locator("main form button").first().click();
        shot(page, "device-done", look);
    }

    private void looksAfterTheAccount(Page page, Look look) {
        open(page, "/account");
        page.fill("[name=name]", "Ada Lovelace");
        page.fill("[name=website]", "https://ada.example");
        page.locator("form[action='/account/profile'] button").click();
        shot(page, "account", look);
        page.locator("form[action='/account/sign-out'] button").click();
        shot(page, "signed-out", look);
    }

    private void meetsErrorAndChallenge(Page page, Look look) {
        open(page, "/login?handle=unknown");
        shot(page, "error", look);
        open(page, "/login");
        String nobody = Person.unique();
        for (int i = 0; i < 3; i++) {
            page.fill("#identifier", nobody);
            page.fill("#password", "wrong " + i);
            page.locator("main form button").first().click();
        }
        assertThat(page.locator("img.picture").count()).isEqualTo(1);
        assertThat((Boolean) page.locator("img.picture").evaluate("i => i.naturalWidth > 50")).as("the picture shows").isTrue();
        shot(page, "challenge", look);
        page.locator("button[value=altcha]").click();
        PlaywrightAssertions.assertThat(page.locator("#captcha_answer[type=hidden]")).hasValue(Pattern.compile("ey.+"));
        PlaywrightAssertions.assertThat(page.locator("main form button").first()).isEnabled();
        shot(page, "calculation", look);
    }

    @Test
    void works_by_keyboard_and_keeps_its_cookies_from_scripts() {
        try (BrowserContext context = context(Look.ENGLISH_LIGHT)) {
            Page page = context.newPage();
            open(page, "/login");
            PlaywrightAssertions.assertThat(page.locator("#identifier")).isFocused();
            page.keyboard().type("nobody");
            page.keyboard().press("Tab");
            page.keyboard().type("wrong");
            page.keyboard().press("Enter");
            page.locator("[role=alert]").waitFor();
            assertThat(page.inputValue("#identifier")).isEqualTo("nobody");
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            assertThat(context.cookies()).allSatisfy(cookie -> assertThat(cookie.name).startsWith("__Host-"));
        }
    }

    @Test
    void changes_the_language_by_a_link() {
        try (BrowserContext context = context(Look.ENGLISH_LIGHT)) {
            Page page = context.newPage();
            open(page, client.authorize(Map.of()));
            page.locator("footer a[hreflang=zh-CN]").click();
            assertThat(page.getAttribute("html", "lang")).isEqualTo("zh-CN");
            assertThat(page.locator("input[name=handle]").count()).isEqualTo(1);
        }
    }

    private BrowserContext context(Look look) {
        return chromium.browser().newContext(look.options()
                .setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113." + ADDRESSES.getAndIncrement())));
    }

    private void open(Page page, String path) {
        assertThat(page.navigate(service.issuer() + path)).isNotNull();
    }

    /** Takes the picture and finds what a person with other eyes, hands or screens would stumble over. */
    private void shot(Page page, String name, Look look) {
        assertThat(page.getAttribute("html", "lang")).as(name).isEqualTo(look.lang());
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(SHOTS.resolve(name + "-" + look.file() + ".png")));
        assertThat(picture).isNotEmpty();
        assertThat((List<?>) page.evaluate(faults)).as("%s at %s", name, page.url()).isEmpty();
    }
}
