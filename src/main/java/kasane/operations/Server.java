package kasane.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import kasane.Kasane;
import kasane.operations.demo.DemoStories;
import kasane.operations.demo.DemoTown;
import kasane.postgres.Connections;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts the pages over a database and keeps both until the process is asked to end. */
final class Server {

    private Server() {}

    static int run(Main.Arguments arguments, boolean demo) {
        int port = arguments.port(8080);
        String address = arguments.get("address") == null ? "127.0.0.1" : arguments.get("address");
        Path data = arguments.data(demo ? "data/demo" : "data/town");
        Map<String, Object> tls = tls(arguments);
        requireFree(address, port);
        Backups.requireWhole(data);
        if (demo) {
            DemoFile.requireWhole(data);
        }
        Main.Database database = Main.Database.open(data);
        CountDownLatch ended = new CountDownLatch(1);
        ConfigurableApplicationContext context;
        try {
            context = start(database.connections(), address, port, demo, tls);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        // Requests end before the database does: one hook, in this order.
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping.set(true);
            context.close();
            database.close();
            ended.countDown();
        }));
        AtomicBoolean orphaned = new AtomicBoolean();
        if (database.embedded() != null) {
            // Pages without a database would only look alive; whoever supervises the process starts it anew.
            database.embedded().ended().thenRun(() -> {
                if (!context.isClosed() && !stopping.get()) {
                    System.err.println("kasane: the database in " + data + " ended, so Kasane ends too; its log is in "
                            + data.resolve("cluster/log") + ".");
                    orphaned.set(true);
                    ended.countDown();
                }
            });
        }
        int bound = Integer.parseInt(context.getEnvironment().getProperty("local.server.port", Integer.toString(port)));
        String url = (tls.isEmpty() ? "http://" : "https://") + (address.contains(":") ? "[" + address + "]" : address)
                + ":" + bound;
        if (demo) {
            try {
                found(context, data, url);
            } catch (RuntimeException e) {
                if (stopping.get()) {
                    return 1;
                }
                context.close();
                database.close();
                throw e;
            }
            DemoFile.write(data, url);
        }
        System.out.println("Kasane is ready: " + url);
        if (demo) {
            System.out.println("Sign in as one of the people in " + data.resolve("demo.json"));
        }
        System.out.flush();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return orphaned.get() ? 1 : 0;
    }

    /** Founds the town with its stories, unless there is a town. */
    private static void found(ConfigurableApplicationContext context, Path data, String url) {
        DemoTown town = context.getBean(DemoTown.class);
        if (!town.isFounded()) {
            DemoFile.founding(data, () -> {
                town.found();
                context.getBean(DemoStories.class).tell(URI.create(url));
            });
        }
    }

    static ConfigurableApplicationContext start(Connections connections, String address, int port, boolean demo) {
        return start(connections, address, port, demo, Map.of());
    }

    private static ConfigurableApplicationContext start(
            Connections connections, String address, int port, boolean demo, Map<String, Object> tls) {
        SpringApplication application = new SpringApplication(Kasane.class);
        application.setRegisterShutdownHook(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        Map<String, Object> properties = new HashMap<>(databaseProperties(connections));
        properties.put("server.address", address);
        properties.put("server.port", port);
        properties.put("kasane.demo", demo);
        properties.putAll(tls);
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("command line", properties)));
        return application.run();
    }

    /** What the gate needs to know; kept in memory only. */
    static Map<String, Object> databaseProperties(Connections connections) {
        return Map.of(
                "kasane.database.url", connections.url(),
                "kasane.database.owner-password", connections.owner().password(),
                "kasane.database.app-password", connections.app().password(),
                "kasane.database.job-password", connections.job().password(),
                "kasane.database.public-password", connections.publicPages().password());
    }

    /** A certificate of one's own, with its key, both as PEM; without them a proxy in front speaks TLS, or nobody does. */
    private static Map<String, Object> tls(Main.Arguments arguments) {
        String certificate = arguments.get("certificate");
        String key = arguments.get("key");
        if (certificate == null && key == null) {
            return Map.of();
        }
        if (certificate == null || key == null) {
            throw new Refusal("--certificate and --key belong together: two files in PEM form.");
        }
        for (String file : new String[] {certificate, key}) {
            if (!Files.isReadable(Path.of(file))) {
                throw new Refusal("cannot read " + file + ".");
            }
        }
        return Map.of(
                "spring.ssl.bundle.pem.kasane.keystore.certificate",
                Path.of(certificate).toUri().toString(),
                "spring.ssl.bundle.pem.kasane.keystore.private-key",
                Path.of(key).toUri().toString(),
                "spring.ssl.bundle.pem.kasane.reload-on-update",
                true,
                "server.ssl.bundle",
                "kasane",
                "server.ssl.enabled-protocols",
                "TLSv1.3,TLSv1.2");
    }

    private static void requireFree(String address, int port) {
        if (port == 0) {
            return;
        }
        InetAddress host;
        try {
            host = InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new Refusal("--address needs an address of this machine, not " + address + ".");
        }
        try (ServerSocket probe = new ServerSocket(port, 1, host)) {
            // Free; closed again at once for the server itself.
        } catch (IOException e) {
            throw new Refusal(
                    "port " + port + " on " + address + " is in use or not allowed; choose another with --port.");
        }
    }
}
