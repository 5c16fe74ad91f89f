package dev.descent.support.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.support.store.StartRefusedException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class OpenDoorTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, open, false, true",
        "::1,       open, false, true",
        "127.8.8.8, open, false, true",
        "0.0.0.0,   open, false, false",
        "::,        open, false, false",
        "192.0.2.7, open, false, false",
        "'',        open, false, false",
        "0.0.0.0,   open, true,  true",
        "0.0.0.0,   keys, false, true",
        "0.0.0.0,   jwt,  false, true"})
    void without_credentials_only_loopback_may_be_listened_to(String address, String mode, boolean accepted, boolean starts) {
        var environment = environment(Map.of("server.address", address, "descent.security.mode", mode, "descent.security.accept-open", accepted));
        if (starts) {
            assertThatCode(() -> OpenDoor.check(environment)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> OpenDoor.check(environment)).isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("descent.security.mode=keys").hasMessageContaining("server.address");
        }
    }

    private static StandardEnvironment environment(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }
}
