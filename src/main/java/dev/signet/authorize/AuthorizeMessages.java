package dev.signet.authorize;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page that hands the answer back to the client. */
@MessageBundle("authorize")
public interface AuthorizeMessages {

    @Message("Back to the application")
    String goingBack();

    @Message("You are taken back to the application. If nothing happens, press the button.")
    String goingBackWhatNow();

    @Message("Continue")
    String goOn();
}
