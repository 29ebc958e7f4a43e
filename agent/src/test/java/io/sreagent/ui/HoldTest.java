package io.sreagent.ui;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sreagent.contract.access.Role;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WaysTestProfile.class)
class HoldTest {
    @Inject Staged staged;

    @Test
    void hold() throws Exception {
        String id = staged.waiting();
        Files.writeString(
                Path.of("/tmp/ways-dev/where"),
                io.restassured.RestAssured.port
                        + " "
                        + id
                        + " "
                        + staged.token("Mei Lin", Role.ADMIN, false));
        while (Files.exists(Path.of("/tmp/ways-dev/where"))) Thread.sleep(1000);
    }
}
