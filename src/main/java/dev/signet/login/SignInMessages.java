package dev.signet.login;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of signing in and up. */
@MessageBundle("signin")
public interface SignInMessages {

    @Message("Sign in")
    String title();

    @Message("to continue to {application}")
    String continueTo(String application);

    @Message("Username, email or phone number")
    String identifier();

    @Message("Password")
    String password();

    @Message("New here?")
    String noAccount();

    @Message("Create an account")
    String registerTitle();

    @Message("Create account")
    String register();

    @Message("Have an account already?")
    String haveAccount();

    @Message("That name and password do not match. Check both and try again.")
    String wrong();

    @Message("Type your name and your password.")
    String bothNeeded();

    @Message("To go on, solve the verification code below too.")
    String challengeDue();

    @Message("The verification code was not right, or it was too old. Here is a new one.")
    String challengeWrong();

    @Message("Verification code")
    String challengeTitle();

    @Message("Several attempts came from your network. This tells people from programs.")
    String challengeWhy();

    @Message("Picture of six letters and digits")
    String challengeAlt();

    @Message("Characters in the picture")
    String challengeAnswer();

    @Message("Show another picture")
    String challengeAnother();

    @Message("Let this browser do a calculation instead")
    String calculateInstead();

    @Message("Show a picture instead")
    String pictureInstead();

    @Message("Several attempts came from your network. A calculation for each makes it costly to try many.")
    String calculationWhy();

    @Message("Your browser is calculating. This takes a few seconds.")
    String calculating();

    @Message("The calculation is done. You can go on.")
    String calculated();

    @Message("Your browser could not do the calculation.")
    String calculationFailed();

    @Message("This calculation needs JavaScript.")
    String calculationNeedsScript();

    @Message("The picture needs none: choose “Show a picture instead” below.")
    String pictureNeedsNone();

    @Message("Username")
    String username();

    @Message("Email")
    String email();

    @Message("Phone number")
    String phone();

    @Message("With the country code, for instance +41 44 668 18 00")
    String phoneHint();

    @Message("Give a username, an email address or a phone number. One is enough.")
    String oneIsEnough();

    @Message("At least {length} characters. Several words in a row are easy to remember and hard to guess.")
    String passwordHint(int length);

    @Message("This is needed.")
    String required();

    @Message("This is too short.")
    String tooShort();

    @Message("This is too long.")
    String tooLong();

    @Message("This does not look right.")
    String malformed();

    @Message("This looks like an email address or a phone number. Type it into its own field.")
    String otherKind();

    @Message("This is too close to your own name or to ours.")
    String tooClose();

    @Message("This is one of the passwords that attackers try first.")
    String common();

    @Message("Somebody has this already.")
    String taken();

    @Message("Too many accounts were made from your network. Try again in {minutes} min.")
    String tooMany(int minutes);

    @Message("Some fields need another look.")
    String lookAgain();
}
