package dev.signet.users;

/** Whether a person may sign in. */
public enum UserStatus {
    ACTIVE,
    DISABLED
}
