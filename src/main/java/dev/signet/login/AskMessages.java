package dev.signet.login;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages that ask: for consent, for an account, for a device. */
@MessageBundle("ask")
public interface AskMessages {

    @Message("Your consent")
    String consentTitle();

    @Message("{application} asks for your consent")
    String consentHeading(String application);

    @Message("You are signed in as {person}.")
    String signedInAs(String person);

    @Message("If you agree, it may:")
    String ifYouAgree();

    @Message("It asks for nothing beyond a sign-in.")
    String nothing();

    @Message("Allow")
    String allow();

    @Message("Do not allow")
    String deny();

    @Message("You can take this back at any time on your account page.")
    String takeBack();

    @Message("About the application")
    String home();

    @Message("Privacy policy")
    String policy();

    @Message("Terms of service")
    String terms();

    @Message("know who you are here")
    String openid();

    @Message("read your profile: names, website, birthdate, language, time zone")
    String profile();

    @Message("read your email address")
    String email();

    @Message("read your phone number")
    String phone();

    @Message("read your postal address")
    String address();

    @Message("go on while you are away, until you take it back")
    String offline();

    @Message("manage your account: change it, end sign-ins")
    String account();

    @Message("use its own permission “{scope}”")
    String other(String scope);

    @Message("read these in particular: {claims}")
    String claims(String claims);

    @Message("Choose an account")
    String selectTitle();

    @Message("Continue as {person}")
    String continueAs(String person);

    @Message("Use another account")
    String useAnother();

    @Message("Connect a device")
    String deviceTitle();

    @Message("Type the code that the device shows.")
    String deviceLead();

    @Message("Code")
    String deviceCode();

    @Message("Continue")
    String next();

    @Message("There is no device that waits for this code. Check it; it may be too old.")
    String deviceUnknown();

    @Message("Is this your device?")
    String deviceAsk();

    @Message("A device with {application} wants to sign in as you. Go on only if you started this yourself and the device shows this code:")
    String deviceWarning(String application);

    @Message("The device is connected")
    String deviceDone();

    @Message("You can go back to it and close this page.")
    String deviceDoneLead();

    @Message("The device was turned away")
    String deviceDenied();

    @Message("It got nothing. You can close this page.")
    String deviceDeniedLead();
}
