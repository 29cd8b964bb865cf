package dev.signet.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words that all pages share, and those of the pages that refuse. */
@MessageBundle("page")
public interface PageMessages {

    @Message("Skip to the content")
    String skip();

    @Message("Language")
    String languages();

    @Message("Something is not right")
    String errorTitle();

    @Message("You can close this page, or go back to the application you came from.")
    String errorWhatNow();

    @Message("For the developer")
    String forDevelopers();

    @Message("This form could not be read.")
    String formUnreadable();

    @Message("This form was sent from another site, so nothing was done.")
    String formFromElsewhere();

    @Message("This form is out of date. Go back, reload the page and try again.")
    String formOutOfDate();

    @Message("There is nothing here.")
    String notFound();

    @Message("Too many attempts. Wait a little, then try again.")
    String tooMany();

    @Message("The service is busy at the moment. Try again shortly.")
    String unavailable();

    @Message("Something went wrong on our side. It has been noted.")
    String internal();

    @Message("This sign-in has expired or was finished already. Go back to the application and start again.")
    String handleUnknown();

    @Message("The application that sent you here is not known to us.")
    String clientUnknown();

    @Message("The application asked to be answered at an address that it did not register. We did not send you there.")
    String redirectUnknown();

    @Message("The application sent you here with a request that we can't serve.")
    String requestRefused();

    @Message("The sign-out request is not valid.")
    String signOutRefused();
}
