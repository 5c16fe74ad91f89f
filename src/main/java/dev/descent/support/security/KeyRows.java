package dev.descent.support.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of API keys. */
@Repository
class KeyRows {

    private static final String SELECT = "select id, tenant, name, key_role, prefix, digest, created_at, expires_at, revoked_at from api_key where ";
    private static final String USABLE = " and revoked_at is null and (expires_at is null or expires_at > ?)";

    private final JdbcClient jdbc;

    KeyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ApiKey> byPrefix(String prefix) {
        return jdbc.sql(SELECT + "prefix = ?").param(prefix).query((row, _) -> key(row)).optional();
    }

    Optional<ApiKey> byId(String id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query((row, _) -> key(row)).optional();
    }

    /** Newest first. @param after id of the last one of the page before; null for the first page */
    List<ApiKey> page(Tenant tenant, String after, int limit) {
        return jdbc.sql(SELECT + "(tenant = :tenant or :all = 1)" + (after == null ? "" : " and id < :after") + " order by id desc limit :limit")
                .param("tenant", tenant.name()).param("all", tenant.isAll() ? 1 : 0).param("after", after).param("limit", limit).query((row, _) -> key(row)).list();
    }

    int usable(String tenant, Instant now) {
        return jdbc.sql("select count(*) from api_key where tenant = ?" + USABLE).params(tenant, at(now)).query(Integer.class).single();
    }

    boolean hasUsableAdmin(String tenant, Instant now) {
        return jdbc.sql("select count(*) from api_key where tenant = ? and key_role = 'admin'" + USABLE).params(tenant, at(now)).query(Integer.class).single() > 0;
    }

    void insert(ApiKey key) {
        jdbc.sql("insert into api_key (id, tenant, name, key_role, prefix, digest, created_at, expires_at, revoked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(key.id(), key.tenant(), key.name(), key.role().name().toLowerCase(Locale.ROOT), key.prefix(), key.digest(), at(key.createdAt()),
                        at(key.expiresAt()), at(key.revokedAt())).update();
    }

    void revoke(String id, Instant now) {
        jdbc.sql("update api_key set revoked_at = ? where id = ? and revoked_at is null").params(at(now), id).update();
    }

    /** Those that have been of no use since then. */
    void forget(Instant before) {
        jdbc.sql("delete from api_key where revoked_at < ? or expires_at < ?").params(at(before), at(before)).update();
    }

    private static OffsetDateTime at(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(row.getString("id"), row.getString("tenant"), row.getString("name"), Role.valueOf(row.getString("key_role").toUpperCase(Locale.ROOT)),
                row.getString("prefix"), row.getString("digest"), instant(row, "created_at"), instant(row, "expires_at"), instant(row, "revoked_at"));
    }
}
