# syntax=docker/dockerfile:1

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml mvnw ./
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -Pimage -DskipTests package \
    && java -Djarmode=tools -jar target/descent.jar extract --layers --destination target/layers

# A Java with the modules that Descent and its libraries ask for, and nothing else.
RUN jlink --output /opt/java \
        --add-modules java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
        --strip-debug --no-header-files --no-man-pages --generate-cds-archive

# The cache is valid for this very Java, these jars in this place and these flags: it is made where they will stand, by one start.
RUN mkdir /app \
    && cp -a target/layers/dependencies/. target/layers/snapshot-dependencies/. target/layers/application/. /app/ \
    && /opt/java/bin/java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Dspring.aot.enabled=true \
        -XX:AOTCacheOutput=/app/descent.aot -Dspring.context.exit=onRefresh \
        -jar /app/descent.jar --server.port=0 --descent.data-directory=/tmp/training

# A root with the libraries that this Java is linked to, a directory to write to, and no shell.
RUN mkdir -p /root-of-image/data /root-of-image/tmp /root-of-image/etc \
    && find /opt/java -type f \( -name java -o -name '*.so' \) -exec ldd {} + \
        | awk '$2 == "=>" && $3 ~ /^\/(usr\/)?lib/ { print $3 } $1 ~ /^\/lib.*ld-linux/ { print $1 }' | sort -u \
        | xargs -I{} cp -L --parents {} /root-of-image \
    && printf 'descent:x:10001:10001::/data:/nonexistent\n' > /root-of-image/etc/passwd \
    && printf 'hosts: files dns\n' > /root-of-image/etc/nsswitch.conf \
    && chown 10001:10001 /root-of-image/data && chmod 1777 /root-of-image/tmp

FROM scratch
COPY --from=build /root-of-image/ /
COPY --from=build /opt/java/ /opt/java/
COPY --from=build /app/lib/ /app/lib/
COPY --from=build /app/descent.aot /app/descent.aot
COPY --from=build /app/descent.jar /app/descent.jar

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV DESCENT_DATADIRECTORY=/data

HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/opt/java/bin/java", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "/app/descent.jar", "dev.descent.support.start.HealthProbe", "http://127.0.0.1:8080/actuator/health/readiness"]

# The serial collector takes the least memory at rest; the heap of a training is a few large arrays, which it neither scans nor splits.
ENTRYPOINT ["/opt/java/bin/java", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Dspring.aot.enabled=true", "-XX:AOTCache=/app/descent.aot", "-Xms32m", "-XX:MaxRAMPercentage=75", "-Djava.io.tmpdir=/tmp", "-jar", "/app/descent.jar"]
