package dev.signet.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An event as it is kept. */
@Entity
@Immutable
@Table(name = "audit_events")
class AuditRecord {
    @Id
    UUID id;

    /** By the database's clock. */
    @Column(insertable = false)
    Instant at;

    String type;

    String actor;

    String subject;

    String ip;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> detail;

    protected AuditRecord() {
    }

    AuditRecord(UUID id, AuditEvent event) {
        this.id = id;
        this.type = event.type();
        this.actor = event.actor();
        this.subject = event.subject();
        this.ip = event.ip();
        this.detail = event.detail();
    }

    AuditEntry entry() {
        return new AuditEntry(id, at, new AuditEvent(type, actor, subject, ip, detail));
    }
}
