package dev.signet.audit;

import java.util.Set;

/** The types of event there are. The set is closed, so that whoever reads the log can know them all. */
public final class AuditTypes {
    public static final String USER_REGISTERED = "user.registered";
    public static final String USER_DISABLED = "user.disabled";
    public static final String USER_ENABLED = "user.enabled";
    public static final String USER_DELETED = "user.deleted";
    public static final String USER_PASSWORD_CHANGED = "user.password-changed";
    public static final String USER_IDENTIFIERS_CHANGED = "user.identifiers-changed";
    public static final String LOGIN_SUCCEEDED = "login.succeeded";
    public static final String LOGIN_FAILED = "login.failed";
    public static final String SESSION_REVOKED = "session.revoked";
    public static final String SESSIONS_REVOKED_ALL = "sessions.revoked-all";
    public static final String LIMIT_CHANGED = "limit.changed";
    public static final String KEY_ROTATION_ASKED = "key.rotation-asked";
    public static final String KEY_ROTATED = "key.rotated";
    public static final String KEY_REVOKED = "key.revoked";
    public static final String CLIENT_CREATED = "client.created";
    public static final String CLIENT_UPDATED = "client.updated";
    public static final String CLIENT_SECRET_ROTATED = "client.secret-rotated";
    public static final String CLIENT_DISABLED = "client.disabled";
    public static final String CLIENT_ENABLED = "client.enabled";
    public static final String CLIENT_DELETED = "client.deleted";
    public static final String CLIENT_TOKENS_REVOKED = "client.tokens-revoked";
    public static final String TOKEN_REVOKED = "token.revoked";
    public static final String REFRESH_REUSED = "refresh.reused";
    public static final String CODE_REPLAYED = "code.replayed";
    public static final String SECURITY_EVENT_RETRIED = "security-event.retried";

    static final Set<String> ALL = Set.of(USER_REGISTERED, USER_DISABLED, USER_ENABLED, USER_DELETED, USER_PASSWORD_CHANGED,
            USER_IDENTIFIERS_CHANGED, LOGIN_SUCCEEDED, LOGIN_FAILED, SESSION_REVOKED, SESSIONS_REVOKED_ALL, LIMIT_CHANGED,
            KEY_ROTATION_ASKED, KEY_ROTATED, KEY_REVOKED, CLIENT_CREATED, CLIENT_UPDATED, CLIENT_SECRET_ROTATED,
            CLIENT_DISABLED, CLIENT_ENABLED, CLIENT_DELETED, CLIENT_TOKENS_REVOKED, TOKEN_REVOKED, REFRESH_REUSED,
            CODE_REPLAYED, SECURITY_EVENT_RETRIED);

    private AuditTypes() {
    }
}
