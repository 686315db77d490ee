package kasane.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kasane.operations.demo.DemoDesk;
import kasane.testing.Promise;
import kasane.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands as the person at the terminal meets them. */
@Tag("smoke")
@Promise("G1")
class CommandLineTest {

    private Path place;

    @BeforeEach
    void openPlace() throws IOException {
        // Not @TempDir: its directories are closed to the account that PostgreSQL runs as under root.
        Path parent = TestPostgres.binaries().resolveSibling("commands");
        Files.createDirectories(parent);
        place = Files.createTempDirectory(parent, "test-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deletePlace() throws IOException {
        try (Stream<Path> content = Files.walk(place)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    @Promise({"G1", "G7", "C7"})
    void aDemoIsReadyRefusesASecondServerAnswersTheVerificationAndLeavesNoDatabase() throws Exception {
        Path data = place.resolve("demo");
        long postgres;
        String anchor;
        try (Running demo = Running.start(place, "demo", "--port", "0", "--data", data.toString())) {
            String url = demo.line("Kasane is ready: http://").substring("Kasane is ready: ".length());
            assertThat(url).startsWith("http://127.0.0.1:").doesNotEndWith(":0");
            assertThat(Files.readString(data.resolve("demo.json")))
                    .contains("\"url\"", url, "\"login\"", "\"password\"");
            postgres = postgres(data);

            refusedInOneLine(run("serve", "--port", "0", "--data", data.toString()), "Another Kasane", data.toString());

            itsStoriesAreTold(URI.create(url));

            // The sealer comes by within seconds.
            awaitFirstSeal(data);
            Running.Ended verified = run("verify-log", "--data", data.toString());
            assertThat(verified.err()).isEmpty();
            assertThat(verified.status()).isZero();
            assertThat(verified.out()).contains("The log is whole.", "kasane-log ");
            anchor = verified.out()
                    .lines()
                    .filter(line -> line.startsWith("kasane-log "))
                    .findFirst()
                    .orElseThrow();

            demo.terminate();
            demo.ended();
        }
        assertThat(isGone(postgres)).as("the database ended with its server").isTrue();

        Running.Ended verified;
        try (Running command = Running.start(place, "verify-log", "--data", data.toString(), "--anchor", anchor)) {
            verified = command.ended();
        }
        assertThat(verified.err()).isEmpty();
        assertThat(verified.status()).isZero();
        assertThat(verified.out())
                .startsWith("The log, verified at ")
                .contains("anchor     block", "The log is whole.");
        assertThat(Files.exists(data.resolve("cluster/postmaster.pid")))
                .as("a verification that started the database stops it")
                .isFalse();

        String forged = anchor.substring(0, anchor.length() - 64) + "0".repeat(64);
        verified = run("verify-log", "--data", data.toString(), "--anchor", forged);
        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.out())
                .contains("THE LOG IS NOT WHOLE", "does not match block")
                .doesNotContain("Keep this line");
    }

    /** Read as the people of the stories read them: what is late, what is for today, what others did. */
    private static void itsStoriesAreTold(URI server) {
        try (DemoDesk houkatsu = DemoDesk.of(server, "", "houkatsu");
                DemoDesk tax = DemoDesk.of(server, "", "zei");
                DemoDesk school = DemoDesk.of(server, "", "gakkou")) {
            assertThat(houkatsu.open("/").html())
                    .contains("期限切れ", "例島 キヨさん", "きょうまで", "認定の調査の結果を", "電話メモを相談記録にする", "変わったこと");
            assertThat(houkatsu.open("/referrals").html()).contains("架空谷 トメ", "例島 キヨ");
            String home = "/households/"
                    + houkatsu.open("/search?q=%E3%83%88%E3%83%A1").id("/households/");
            assertThat(houkatsu.open("/search?q=%E3%82%BD%E3%83%A9").ids("/households/"))
                    .as("the family stands only once in the record of those who accompany it")
                    .containsExactly(home.substring("/households/".length()));
            assertThat(houkatsu.open(home).html()).contains("架空谷家", "カンイチ", "ヒロシ", "ソラ", "元の妻", "留守電不可");
            assertThat(houkatsu.open(home + "/consents").html()).contains("近所の人には言わない", "父（カンイチさん）には");

            assertThat(tax.open("/").html()).contains("例文川 サト");
            assertThat(tax.open("/referrals").html()).contains("試作沢 ミナ").doesNotContain("架空谷 ソラ", "ヒロシ");
            assertThat(school.open(home).html()).contains("ヒロシ").doesNotContain("ソラ", "おなかすいた");
        }
        itsCasesAreAlive(server);
    }

    /** 多機関協働: every case waits for somebody, and whoever it waits for finds it on きょう. */
    private static void itsCasesAreAlive(URI server) {
        try (DemoDesk coordinator = DemoDesk.of(server, "", "suishin");
                DemoDesk decider = DemoDesk.of(server, "", "kacho");
                DemoDesk lead = DemoDesk.of(server, "", "jiritsu");
                DemoDesk member = DemoDesk.of(server, "", "shakyo");
                DemoDesk school = DemoDesk.of(server, "", "gakkou")) {
            assertThat(coordinator.open("/").html())
                    .contains(
                            "モニタリング",
                            "架空谷家",
                            "図面坂家",
                            "届いた支援依頼に答える",
                            "初回面談の同席に答える",
                            "プランを会議で協議する",
                            "例島家",
                            "会議をひらき、出欠を記録する")
                    .doesNotContain("見本田");
            DemoDesk.Page cases = coordinator.open("/cases");
            assertThat(cases.html())
                    .contains(
                            "アセスメント・プラン作成中",
                            "プランを会議にかけています",
                            "支援決定を待っています",
                            "プラン実行中",
                            "もどし先の答えを待っています",
                            "様子を見る日を待っています",
                            "終わりました");
            assertThat(decider.open("/").html()).contains("支援決定をする", "凡例山家");
            assertThat(lead.open("/").html()).contains("つなぎもどしに答える", "試作沢家", "会議の出欠を答える");
            assertThat(member.open("/").html()).contains("会議の出欠を答える");

            String running = "/cases/" + cases.id("/cases/");
            String plan = "/plans/" + coordinator.open(running).id("/plans/");
            assertThat(coordinator.open(plan).html())
                    .contains("福総第101号", "障害者相談支援センターかさね", "こども家庭センター", "スクールソーシャルワーカー")
                    .doesNotContain("ソラ");
            assertThat(school.open(plan).html()).contains("支援の内容").doesNotContain("ソラ");
        }
    }

    @Test
    @Promise("C7")
    void aDemoThatWasInterruptedWhileItsStoriesWereToldIsNotTakenForWhole() throws Exception {
        Path data = Files.createDirectory(place.resolve("demo"));
        Path mark = Files.writeString(data.resolve("demo.unfinished"), "");
        refusedInOneLine(run("demo", "--port", "0", "--data", data.toString()), data.toString(), "interrupted");
        assertThat(data.toFile().listFiles()).containsExactly(mark.toFile());
    }

    @Test
    void aServerWhoseDatabaseEndsSaysSoAndEnds() throws Exception {
        Path data = place.resolve("town");
        try (Running server = Running.start(place, "serve", "--port", "0", "--data", data.toString())) {
            server.line("Kasane is ready: http://");
            new ProcessBuilder("sh", "-c", "kill -QUIT " + postgres(data))
                    .start()
                    .waitFor();
            Running.Ended ended = server.ended();
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("kasane: the database in " + data + " ended, so Kasane ends too");
        }
    }

    @Test
    void aBusyPortIsOneLineAndNothingIsStarted() throws Exception {
        Path data = place.resolve("demo");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(busy.getLocalPort());
            refusedInOneLine(run("demo", "--port", port, "--data", data.toString()), "port " + port, "--port");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void anUnwritableDataDirectoryIsOneLine() throws Exception {
        Path file = Files.writeString(place.resolve("file"), "not a directory");
        refusedInOneLine(run("demo", "--port", "0", "--data", file.toString()), file.toString());
        refusedInOneLine(
                run("demo", "--port", "0", "--data", file.resolve("data").toString()), file.toString());
        refusedInOneLine(run("demo", "--port", "0", "--data", "/proc/kasane"), "/proc/kasane");
    }

    @Test
    void aClosedParentIsOneLine() throws Exception {
        Path closed = Files.createDirectory(place.resolve("closed"));
        boolean root = System.getProperty("user.name").equals("root");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(root ? "rwx------" : "---------"));
        try {
            refusedInOneLine(
                    run(
                            "demo",
                            "--port",
                            "0",
                            "--data",
                            closed.resolve("deep/data").toString()),
                    closed.toString());
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whatIsMistypedIsOneLine() {
        refusedInOneLine(run("dmeo"), "unknown command: dmeo");
        refusedInOneLine(run("demo", "--prot", "80"), "unknown option: --prot");
        refusedInOneLine(run("demo", "--port"), "--port needs a value");
        refusedInOneLine(run("demo", "--port", "http"), "--port needs a number");
        refusedInOneLine(run("demo", "--port", "65536"), "--port needs a number");
        refusedInOneLine(run("serve", "--address", "no such host"), "--address needs an address");
        refusedInOneLine(run("roles", "--data", "x"), "unknown option: --data");
        refusedInOneLine(run("verify-log", "--anchor", "block 3"), "--anchor is not a line");
        refusedInOneLine(run("verify-log", "--data", place.toString()), "there is no database in " + place);
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void rolesPrintsTheBootstrapAlone() {
        Running.Ended ended = run("roles");
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("-- Kasane: roles and database").contains("CREATE ROLE");
    }

    static void refusedInOneLine(Running.Ended ended, String... parts) {
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).startsWith("kasane: ").contains(parts);
    }

    /** In this JVM, which is quicker: for commands that end by themselves. */
    static Running.Ended run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = Main.run(arguments);
            return new Running.Ended(
                    status, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void awaitFirstSeal(Path data) {
        for (int round = 0; round < 200; round++) {
            if (run("verify-log", "--data", data.toString()).out().contains("last seal  block")) {
                return;
            }
        }
        throw new AssertionError("nothing was sealed");
    }

    private static long postgres(Path data) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("cluster/postmaster.pid"));
        return Long.parseLong(lines.getFirst().strip());
    }

    /** Ended, even if the first process of the machine has not yet collected its exit status. */
    private static boolean isGone(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException noSuchProcess) {
            return true;
        }
    }
}
