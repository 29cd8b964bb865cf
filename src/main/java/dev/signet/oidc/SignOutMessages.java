package dev.signet.oidc;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about signing out. */
@MessageBundle("signout")
public interface SignOutMessages {

    @Message("Sign out?")
    String askTitle();

    @Message("You will be signed out in this browser, and at the applications that you signed in to here.")
    String ask();

    @Message("{client} asks to sign you out.")
    String askedBy(String client);

    @Message("Sign out")
    String yes();

    @Message("Stay signed in")
    String no();

    @Message("Signed out")
    String doneTitle();

    @Message("You are signed out in this browser. You can close this page.")
    String done();

    @Message("Sign in again")
    String again();
}
