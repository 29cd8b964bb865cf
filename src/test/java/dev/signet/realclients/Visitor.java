package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

import dev.signet.testing.Browser;
import dev.signet.testing.Browser.Form;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;

/** Somebody with a browser, who goes where it is sent, signs in where that is asked for and agrees to what is asked. */
final class Visitor {
    private static final int STEPS = 20;

    private final Person person;
    private final Browser browser;

    private Visitor(Person person) {
        this.person = person;
        this.browser = new Browser(person.http());
    }

    /** @return somebody new, who is not signed in */
    static Visitor at(Http http) {
        return new Visitor(Person.register(http));
    }

    Person person() {
        return person;
    }

    /** Where the browser is, and what it was answered there. */
    private record Spot(String url, HttpAnswer answer) {

        /** @return where it is sent on to */
        Optional<String> onward() {
            return Optional.ofNullable(answer.header("Location")).map(URI.create(url)::resolve).map(URI::toString);
        }

        boolean asksNothing() {
            return onward().isEmpty() && Browser.forms(answer).isEmpty();
        }
    }

    /** @return the URL below that place which the browser is sent to; it is not visited */
    String sentTo(String place, String url) {
        return walk(url, spot -> spot.onward().filter(next -> next.startsWith(place)).isPresent()).onward().orElseThrow();
    }

    /** @return the first page that the browser is shown, whatever it asks */
    HttpAnswer shown(String url) {
        return walk(url, spot -> spot.onward().isEmpty()).answer();
    }

    /** @return the page at which the browser stays, and which asks nothing */
    HttpAnswer arrive(String url) {
        return walk(url, Spot::asksNothing).answer();
    }

    private Spot walk(String url, Predicate<Spot> there) {
        Spot spot = open(url);
        for (int i = 0; i < STEPS && !there.test(spot); i++) {
            Optional<String> onward = spot.onward();
            spot = onward.isPresent() ? open(onward.get()) : send(spot);
        }
        assertThat(spot).matches(there);
        return spot;
    }

    private Spot open(String url) {
        return new Spot(url, browser.get(url));
    }

    private Spot send(Spot spot) {
        assertThat(spot.answer().status()).as(spot.toString()).isEqualTo(200);
        Form form = Browser.form(spot.answer());
        Form absolute = new Form(URI.create(spot.url()).resolve(form.action()).toString(), form.fields());
        return new Spot(absolute.action(), browser.send(filled(absolute)));
    }

    private Form filled(Form form) {
        return form.fields().containsKey("password")
                ? form.with("identifier", person.username()).with("password", Person.PASSWORD)
                : form;
    }
}
