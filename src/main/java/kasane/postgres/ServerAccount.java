package kasane.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom the PostgreSQL processes run as: the person's own account or, because PostgreSQL refuses to run as root, an
 * unprivileged one that {@code setpriv} changes to.
 */
record ServerAccount(
        List<String> prefix,
        String user,
        @Nullable UserPrincipal owner,
        @Nullable GroupPrincipal group) {

    static ServerAccount of(Path cluster) {
        String me = System.getProperty("user.name");
        try {
            @Nullable
            PosixFileAttributes existing = Files.exists(cluster)
                    ? Files.readAttributes(cluster, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    : null;
            if (!me.equals("root")) {
                if (existing != null && !existing.owner().getName().equals(me)) {
                    throw new PostgresRefused("The database in " + cluster + " belongs to user "
                            + existing.owner().getName() + ", and Kasane was started as " + me
                            + "; start it as root or as that user.");
                }
                return new ServerAccount(List.of(), me, null, null);
            }
            // A cluster made while Kasane ran as an ordinary user keeps its owner, so that this user can return to it.
            if (existing != null && !existing.owner().getName().equals("root")) {
                return changing(existing.owner(), existing.group());
            }
            var names = cluster.getFileSystem().getUserPrincipalLookupService();
            return changing(names.lookupPrincipalByName("nobody"), nogroup(cluster));
        } catch (IOException failure) {
            throw new PostgresRefused(
                    "Kasane was started as root and found no unprivileged account \"nobody\" for PostgreSQL;"
                            + " start it as an ordinary user.",
                    failure);
        }
    }

    private static GroupPrincipal nogroup(Path cluster) throws IOException {
        var names = cluster.getFileSystem().getUserPrincipalLookupService();
        try {
            return names.lookupPrincipalByGroupName("nogroup");
        } catch (IOException notDebian) {
            return names.lookupPrincipalByGroupName("nobody");
        }
    }

    private static ServerAccount changing(UserPrincipal owner, GroupPrincipal group) {
        Path setpriv = Command.find("setpriv")
                .orElseThrow(() -> new PostgresRefused("Kasane was started as root and PostgreSQL must not run as root:"
                        + " install setpriv (package util-linux) or start Kasane as an ordinary user."));
        List<String> prefix = List.of(
                setpriv.toString(), "--reuid=" + owner.getName(), "--regid=" + group.getName(), "--clear-groups");
        return new ServerAccount(prefix, owner.getName(), owner, group);
    }

    List<String> command(String... words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(words));
        return command;
    }

    /** Permissions of a directory which leads to files of this account: never readable, but open to pass through. */
    String passage() {
        return owner == null ? "rwx------" : "rwx--x--x";
    }

    /** Asks the operating system itself, as that account, because only it knows about access lists and mounts. */
    void requireWayTo(Path directory) {
        List<String> steps = new ArrayList<>();
        for (Path step = directory; step != null; step = step.getParent()) {
            if (Files.exists(step)) {
                steps.addFirst(step.toString());
            }
        }
        List<String> words = command(
                "sh",
                "-c",
                "for step do if [ -d \"$step\" ] && ! [ -x \"$step\" ]; then printf '%s' \"$step\"; exit 9; fi; done",
                "sh");
        words.addAll(steps);
        Command answer = Command.run(words, "");
        if (answer.exit() == 9) {
            throw new PostgresRefused("The directory " + answer.output() + " is closed to user " + user
                    + ", whom PostgreSQL runs as; open it (chmod o+x) or choose a data directory elsewhere.");
        }
        if (answer.failed()) {
            throw new PostgresRefused("Kasane was started as root and could not change to user " + user
                    + " for PostgreSQL (" + answer.lastLine() + "); start Kasane as an ordinary user.");
        }
    }

    /** Hands a directory and everything in it to this account, for a fresh cluster or one restored by root. */
    void own(Path directory) {
        if (owner == null || group == null) {
            return;
        }
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.toList()) {
                PosixFileAttributeView view =
                        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                view.setOwner(owner);
                view.setGroup(group);
            }
        } catch (IOException failure) {
            throw Directories.refuse(directory, failure);
        }
    }
}
