package dev.descent.support.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When the disk of the data directory counts as nearly full.
 *
 * @param lowPercent      free part of the disk below which uploads and new runs are refused
 * @param lowBytes        free bytes below which they are refused as well
 * @param criticalPercent free part of the disk below which checkpoints that are not needed are left out and the service is not ready
 * @param plentyBytes     free bytes that are room enough, however small a part of a large disk they are
 */
@ConfigurationProperties("descent.storage")
record StorageProperties(@DefaultValue("10") int lowPercent, @DefaultValue("512MB") DataSize lowBytes, @DefaultValue("5") int criticalPercent,
        @DefaultValue("10GB") DataSize plentyBytes) {}
