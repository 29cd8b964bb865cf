package dev.signet.login;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the account page. */
@MessageBundle("account")
public interface AccountMessages {

    @Message("Your account")
    String title();

    @Message("Sign out")
    String signOut();

    @Message("Profile")
    String profile();

    @Message("What applications may read, once you allow it. Nothing here is needed.")
    String profileLead();

    @Message("Full name")
    String name();

    @Message("First name")
    String givenName();

    @Message("Last name")
    String familyName();

    @Message("Nickname")
    String nickname();

    @Message("Website")
    String website();

    @Message("Gender")
    String gender();

    @Message("Birthdate")
    String birthdate();

    @Message("Year, month, day: 1990-05-17")
    String birthdateHint();

    @Message("Time zone")
    String zoneinfo();

    @Message("For instance Europe/Zurich")
    String zoneinfoHint();

    @Message("Language")
    String locale();

    @Message("For instance en-GB")
    String localeHint();

    @Message("Street and number")
    String street();

    @Message("Postal code")
    String postalCode();

    @Message("City")
    String locality();

    @Message("Region")
    String region();

    @Message("Country")
    String country();

    @Message("Save profile")
    String saveProfile();

    @Message("Your profile is saved.")
    String profileSaved();

    @Message("Password")
    String password();

    @Message("Everywhere else you will be signed out.")
    String passwordLead();

    @Message("Current password")
    String currentPassword();

    @Message("New password")
    String newPassword();

    @Message("Change password")
    String changePassword();

    @Message("Your password is changed.")
    String passwordChanged();

    @Message("The current password is not right.")
    String passwordWrong();

    @Message("Where you are signed in")
    String sessions();

    @Message("Browser")
    String browser();

    @Message("This browser")
    String current();

    @Message("since {time}")
    String since(String time);

    @Message("last used {time}")
    String lastUsed(String time);

    @Message("End")
    String end();

    @Message("End the sign-in: {what}")
    String endLong(String what);

    @Message("The sign-in is ended.")
    String ended();

    @Message("Sign out everywhere")
    String signOutAll();

    @Message("Connected applications")
    String applications();

    @Message("You have allowed no application yet.")
    String noApplications();

    @Message("allowed {time}")
    String allowed(String time);

    @Message("Take back")
    String withdraw();

    @Message("Take back what {application} may do")
    String withdrawLong(String application);

    @Message("The application has nothing any more, and its sign-ins are ended.")
    String withdrawn();
}
