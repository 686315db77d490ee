package kasane.home.genogram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kasane.home.genogram.Drawing.Line;
import kasane.home.genogram.Drawing.Symbol;
import kasane.home.genogram.Family.Bond;
import kasane.home.genogram.Family.Person;
import kasane.home.genogram.Family.Shape;
import org.jspecify.annotations.Nullable;

/**
 * ジェノグラム: generations from top to bottom, partners side by side, children under the line between their parents, a
 * dashed line around those who live together. The same family always gives the same picture; contradictory ties (a child
 * that is its own ancestor) are drawn as far as they make sense.
 */
public final class Genogram {

    static final int RADIUS = 23;
    private static final int STEP = 108;
    private static final int GAP = 12;
    private static final int ROW = 142;
    private static final int MARGIN = 34;
    private static final int TOP = 46;

    private final List<Person> persons;
    private final Map<String, Person> byId = new LinkedHashMap<>();
    private final List<Family.Couple> couples = new ArrayList<>();
    private final Map<String, Set<String>> parentsOf = new LinkedHashMap<>();
    private final Map<String, Integer> generation = new HashMap<>();
    private final Map<String, Cluster> clusterOf = new LinkedHashMap<>();
    private final Map<String, Integer> x = new HashMap<>();
    private final List<Union> unions = new ArrayList<>();
    private final List<Drawing.Span> reach = new ArrayList<>();

    /** Partners who stand side by side. */
    private static final class Cluster {
        final List<String> members = new ArrayList<>();
        double left;

        int width() {
            return members.size() * STEP;
        }
    }

    /** Parents (two, one or, among siblings, none) and their children. */
    private record Union(List<String> parents, List<String> children) {}

    private Genogram(Family family) {
        for (Person person : family.persons()) {
            byId.putIfAbsent(person.id(), person);
        }
        persons = List.copyOf(byId.values());
        for (Family.Couple couple : family.couples()) {
            boolean known = byId.containsKey(couple.a()) && byId.containsKey(couple.b());
            if (known && !couple.a().equals(couple.b()) && couples.stream().noneMatch(c -> same(c, couple))) {
                couples.add(couple);
            }
        }
        for (Family.Child child : family.children()) {
            if (byId.containsKey(child.parent())
                    && byId.containsKey(child.child())
                    && !isAncestor(child.child(), child.parent(), new HashSet<>())) {
                Set<String> parents = parentsOf.computeIfAbsent(child.child(), c -> new LinkedHashSet<>());
                // Two at most have a line; further ones (adoption, doubtful records) stay in the list of ties.
                if (parents.size() < 2) {
                    parents.add(child.parent());
                }
            }
        }
        generations(family.siblings());
        clusters();
        unions(family.siblings());
        place();
    }

    /** The picture of a family. */
    public static Drawing draw(Family family) {
        return new Genogram(family).drawing();
    }

    private static boolean same(Family.Couple one, Family.Couple other) {
        return (one.a().equals(other.a()) && one.b().equals(other.b()))
                || (one.a().equals(other.b()) && one.b().equals(other.a()));
    }

    private boolean isAncestor(String ancestor, String of, Set<String> seen) {
        if (ancestor.equals(of)) {
            return true;
        }
        return seen.add(of)
                && parentsOf.getOrDefault(of, Set.of()).stream().anyMatch(parent -> isAncestor(ancestor, parent, seen));
    }

    private Person person(String id) {
        return Objects.requireNonNull(byId.get(id));
    }

    private Cluster cluster(String id) {
        return Objects.requireNonNull(clusterOf.get(id));
    }

    private int generationOf(String id) {
        return generation.getOrDefault(id, 0);
    }

    /** Children one below their parents, partners and siblings level; a few rounds settle every sensible family. */
    private void generations(List<Family.Siblings> siblings) {
        for (int round = 0; round <= persons.size(); round++) {
            boolean moved = false;
            for (Person person : persons) {
                int wanted = generationOf(person.id());
                for (String parent : parentsOf.getOrDefault(person.id(), Set.of())) {
                    wanted = Math.max(wanted, generationOf(parent) + 1);
                }
                moved |= raise(person.id(), wanted);
            }
            for (Family.Couple couple : couples) {
                int level = Math.max(generationOf(couple.a()), generationOf(couple.b()));
                moved |= raise(couple.a(), level) | raise(couple.b(), level);
            }
            for (Family.Siblings pair : siblings) {
                if (byId.containsKey(pair.a()) && byId.containsKey(pair.b())) {
                    int level = Math.max(generationOf(pair.a()), generationOf(pair.b()));
                    moved |= raise(pair.a(), level) | raise(pair.b(), level);
                }
            }
            if (!moved) {
                break;
            }
        }
        pullDown();
    }

    private boolean raise(String id, int level) {
        return !Integer.valueOf(level).equals(generation.put(id, level)) && level != 0;
    }

    /** Parents without parents of their own stand right above their children, not at the very top. */
    private void pullDown() {
        for (Person person : persons) {
            Set<String> level = new LinkedHashSet<>(List.of(person.id()));
            couples.forEach(c -> {
                if (level.contains(c.a()) || level.contains(c.b())) {
                    level.add(c.a());
                    level.add(c.b());
                }
            });
            boolean root = level.stream().noneMatch(parentsOf::containsKey);
            int highest = parentsOf.entrySet().stream()
                    .filter(e -> e.getValue().stream().anyMatch(level::contains))
                    .mapToInt(e -> generationOf(e.getKey()))
                    .min()
                    .orElse(-1);
            if (root && highest > 0) {
                level.forEach(id -> generation.put(id, highest - 1));
            }
        }
    }

    private void clusters() {
        Set<String> done = new HashSet<>();
        for (Person person : persons) {
            if (done.contains(person.id())) {
                continue;
            }
            List<String> together = new ArrayList<>(List.of(person.id()));
            for (int i = 0; i < together.size(); i++) {
                partners(together.get(i)).filter(p -> !together.contains(p)).forEach(together::add);
            }
            Cluster cluster = new Cluster();
            // Begin at the end of the chain, the man first where it is a couple of two.
            String first = together.stream()
                    .min(Comparator.<String>comparingLong(
                                    id -> Math.min(2, partners(id).count()))
                            .thenComparing(id -> person(id).here() ? 1 : 0)
                            .thenComparing(id -> person(id).shape() == Shape.SQUARE ? 0 : 1))
                    .orElseThrow();
            if (together.size() == 2) {
                first = person(together.get(0)).shape() != Shape.SQUARE
                                && person(together.get(1)).shape() == Shape.SQUARE
                        ? together.get(1)
                        : together.get(0);
            }
            walk(first, cluster.members);
            done.addAll(cluster.members);
            cluster.members.forEach(id -> clusterOf.put(id, cluster));
        }
    }

    private void walk(String id, List<String> into) {
        if (into.contains(id)) {
            return;
        }
        into.add(id);
        partners(id).sorted(Comparator.comparing(p -> person(p).here() ? 1 : 0)).forEach(p -> walk(p, into));
    }

    private java.util.stream.Stream<String> partners(String id) {
        return couples.stream()
                .filter(c -> c.a().equals(id) || c.b().equals(id))
                .map(c -> c.a().equals(id) ? c.b() : c.a());
    }

    private void unions(List<Family.Siblings> siblings) {
        Map<List<String>, List<String>> children = new LinkedHashMap<>();
        for (Person person : persons) {
            Set<String> parents = parentsOf.get(person.id());
            if (parents != null) {
                children.computeIfAbsent(parents.stream().sorted().toList(), k -> new ArrayList<>())
                        .add(person.id());
            }
        }
        children.forEach((parents, all) -> unions.add(new Union(parents, all)));
        List<Set<String>> groups = new ArrayList<>();
        for (Family.Siblings pair : siblings) {
            if (!byId.containsKey(pair.a())
                    || !byId.containsKey(pair.b())
                    || parentsOf.containsKey(pair.a())
                    || parentsOf.containsKey(pair.b())
                    || pair.a().equals(pair.b())) {
                continue;
            }
            Set<String> group = new LinkedHashSet<>(List.of(pair.a(), pair.b()));
            groups.removeIf(g -> {
                boolean joined = g.stream().anyMatch(group::contains);
                if (joined) {
                    group.addAll(g);
                }
                return joined;
            });
            groups.add(group);
        }
        groups.forEach(group -> unions.add(new Union(List.of(), List.copyOf(group))));
    }

    private void place() {
        TreeMap<Integer, List<Cluster>> rows = new TreeMap<>();
        Set<Cluster> seen = new LinkedHashSet<>();
        persons.stream()
                .filter(p -> cluster(p.id()).members.stream().noneMatch(parentsOf::containsKey))
                .forEach(p -> visit(cluster(p.id()), rows, seen));
        persons.forEach(p -> visit(cluster(p.id()), rows, seen));
        for (List<Cluster> row : rows.values()) {
            double left = 0;
            for (Cluster cluster : row) {
                cluster.left = left;
                left += cluster.width() + GAP;
            }
        }
        for (int round = 0; round < 40; round++) {
            rows.values().forEach(row -> settle(row, this::underParents));
            rows.descendingMap().values().forEach(row -> settle(row, this::overChildren));
        }
        rows.values().forEach(row -> settle(row, this::underParents));
        double least = rows.values().stream()
                .flatMap(List::stream)
                .mapToDouble(c -> c.left)
                .min()
                .orElse(0);
        for (Cluster cluster : new LinkedHashSet<>(clusterOf.values())) {
            for (int i = 0; i < cluster.members.size(); i++) {
                x.put(cluster.members.get(i), (int) Math.round(cluster.left - least + STEP * (i + 0.5)) + MARGIN);
            }
        }
    }

    private void visit(Cluster cluster, TreeMap<Integer, List<Cluster>> rows, Set<Cluster> seen) {
        if (!seen.add(cluster)) {
            return;
        }
        rows.computeIfAbsent(generationOf(cluster.members.getFirst()), g -> new ArrayList<>())
                .add(cluster);
        for (Union union : unions) {
            if (union.parents().stream().anyMatch(cluster.members::contains)
                    || (union.parents().isEmpty() && union.children().stream().anyMatch(cluster.members::contains))) {
                union.children().forEach(child -> visit(cluster(child), rows, seen));
            }
        }
    }

    private interface Wish {
        @Nullable
        Double left(Cluster cluster);
    }

    /** Every cluster near where it wishes to be, in the same order and without touching: the mean of two sweeps. */
    private static void settle(List<Cluster> row, Wish wish) {
        int n = row.size();
        double[] wanted = new double[n];
        double[] forth = new double[n];
        double[] back = new double[n];
        for (int i = 0; i < n; i++) {
            Double left = wish.left(row.get(i));
            wanted[i] = left == null ? row.get(i).left : left;
        }
        for (int i = 0; i < n; i++) {
            forth[i] = i == 0
                    ? wanted[0]
                    : Math.max(wanted[i], forth[i - 1] + row.get(i - 1).width() + GAP);
        }
        for (int i = n - 1; i >= 0; i--) {
            back[i] = i == n - 1
                    ? wanted[i]
                    : Math.min(wanted[i], back[i + 1] - row.get(i).width() - GAP);
        }
        for (int i = 0; i < n; i++) {
            row.get(i).left = (forth[i] + back[i]) / 2;
        }
    }

    private double at(String id) {
        Cluster cluster = cluster(id);
        return cluster.left + STEP * (cluster.members.indexOf(id) + 0.5);
    }

    private @Nullable Double underParents(Cluster cluster) {
        double sum = 0;
        int count = 0;
        for (Union union : unions) {
            if (union.parents().isEmpty()) {
                continue;
            }
            double anchor =
                    union.parents().stream().mapToDouble(this::at).average().orElse(0);
            double middle =
                    union.children().stream().mapToDouble(this::at).average().orElse(0);
            for (String child : union.children()) {
                if (cluster.members.contains(child)) {
                    sum += cluster.left + anchor - middle;
                    count++;
                }
            }
        }
        return count == 0 ? null : sum / count;
    }

    private @Nullable Double overChildren(Cluster cluster) {
        double sum = 0;
        int count = 0;
        for (Union union : unions) {
            if (union.parents().stream().noneMatch(cluster.members::contains)) {
                continue;
            }
            double anchor =
                    union.parents().stream().mapToDouble(this::at).average().orElse(0);
            double middle =
                    union.children().stream().mapToDouble(this::at).average().orElse(0);
            sum += cluster.left + middle - anchor;
            count++;
        }
        return count == 0 ? null : sum / count;
    }

    private int y(String id) {
        int lowest = generation.values().stream().mapToInt(g -> g).min().orElse(0);
        return TOP + ROW * (generationOf(id) - lowest);
    }

    private int xOf(String id) {
        return x.getOrDefault(id, 0);
    }

    private Drawing drawing() {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> dropsFrom = new HashMap<>();
        couples.forEach(couple -> couple(couple, lines, dropsFrom));
        Set<String> lone = children(lines, dropsFrom);
        List<Symbol> symbols = persons.stream()
                .map(p -> new Symbol(
                        p,
                        xOf(p.id()),
                        y(p.id()),
                        xOf(p.id()) + (lone.contains(p.id()) ? 7 : 0),
                        lone.contains(p.id())))
                .toList();
        int width = x.values().stream().mapToInt(v -> v).max().orElse(0) + STEP / 2 + MARGIN;
        int height = persons.stream().mapToInt(p -> y(p.id())).max().orElse(0) + 88;
        String boundary = boundary();
        return new Drawing(width, height, boundary, reach, lines, symbols, List.of(), spoken());
    }

    private static String key(String a, String b) {
        return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
    }

    private void couple(Family.Couple couple, List<Line> lines, Map<String, Integer> dropsFrom) {
        String left = xOf(couple.a()) <= xOf(couple.b()) ? couple.a() : couple.b();
        String right = left.equals(couple.a()) ? couple.b() : couple.a();
        int x1 = xOf(left);
        int x2 = xOf(right);
        int y = y(left);
        boolean beside = x2 - x1 <= STEP;
        int level = beside ? y : y - RADIUS - 14;
        String kind = couple.conflict() ? "conflict" : couple.bond() == Bond.COMMON_LAW ? "common-law" : "couple";
        if (beside) {
            int from = x1 + edge(left);
            int to = x2 - edge(right);
            lines.add(new Line(couple.conflict() ? zigzag(from, to, y) : "M" + from + " " + y + "H" + to, kind));
        } else {
            // Over the heads of those who stand between.
            lines.add(new Line(
                    "M" + x1 + " " + (y - edge(left)) + "V" + level + "H" + x2 + "V" + (y - edge(right)), kind));
        }
        int middle = (x1 + x2) / 2;
        if (couple.bond() == Bond.DIVORCED) {
            int at = middle - 13;
            lines.add(new Line(
                    "M" + (at - 5) + " " + (level + 9) + "l6 -18M" + (at + 1) + " " + (level + 9) + "l6 -18",
                    "divorced"));
        }
        dropsFrom.put(key(left, right), level);
    }

    private int edge(String id) {
        return person(id).shape() == Shape.DIAMOND ? RADIUS + 5 : RADIUS;
    }

    private static String zigzag(int from, int to, int y) {
        StringBuilder path = new StringBuilder("M" + from + " " + y);
        int teeth = Math.max(2, (to - from) / 8);
        for (int i = 1; i < teeth; i++) {
            path.append('L').append(from + (to - from) * i / teeth).append(' ').append(y + (i % 2 == 0 ? 5 : -5));
        }
        return path.append('L').append(to).append(' ').append(y).toString();
    }

    /** Lines to the children; answers who has a line straight down and therefore its words beside it. */
    private Set<String> children(List<Line> lines, Map<String, Integer> dropsFrom) {
        Set<String> lone = new HashSet<>();
        Map<Integer, List<int[]>> taken = new HashMap<>();
        for (Union union : unions) {
            int[] xs = union.children().stream().mapToInt(this::xOf).sorted().toArray();
            int parentsY = union.parents().isEmpty()
                    ? union.children().stream().mapToInt(this::y).min().orElse(0) - ROW
                    : union.parents().stream().mapToInt(this::y).max().orElse(0);
            int anchor = (int) Math.round(
                    union.parents().stream().mapToInt(this::xOf).average().orElse(xs[0]));
            int from = Math.min(anchor, xs[0]);
            int to = Math.max(anchor, xs[xs.length - 1]);
            int bar = parentsY + 90;
            List<int[]> others = taken.computeIfAbsent(parentsY, k -> new ArrayList<>());
            for (int[] other : others) {
                if (from <= other[1] && to >= other[0] && (from != to || other[0] != other[1])) {
                    bar += 7;
                }
            }
            others.add(new int[] {from, to});
            StringBuilder path = new StringBuilder();
            if (union.parents().size() == 2) {
                String pair = key(union.parents().get(0), union.parents().get(1));
                Integer level = dropsFrom.get(pair);
                if (level == null) {
                    // Parents who are no couple in the record: a thin line joins them below their names.
                    int y = parentsY + 66;
                    for (String parent : union.parents()) {
                        path.append('M')
                                .append(xOf(parent))
                                .append(' ')
                                .append(parentsY + edge(parent))
                                .append('V')
                                .append(y);
                        lone.add(parent);
                    }
                    path.append('M')
                            .append(xOf(union.parents().get(0)))
                            .append(' ')
                            .append(y)
                            .append('H')
                            .append(xOf(union.parents().get(1)));
                    level = y;
                }
                path.append('M')
                        .append(anchor)
                        .append(' ')
                        .append(level)
                        .append('V')
                        .append(bar);
            } else if (union.parents().size() == 1) {
                String parent = union.parents().getFirst();
                lone.add(parent);
                path.append('M')
                        .append(anchor)
                        .append(' ')
                        .append(parentsY + edge(parent))
                        .append('V')
                        .append(bar);
            }
            if (from != to) {
                path.append('M')
                        .append(from)
                        .append(' ')
                        .append(bar)
                        .append('H')
                        .append(to);
            }
            for (String child : union.children()) {
                path.append('M')
                        .append(xOf(child))
                        .append(' ')
                        .append(bar)
                        .append('V')
                        .append(y(child) - edge(child));
            }
            lines.add(new Line(path.toString(), "child"));
        }
        return lone;
    }

    /** A rounded line around those who live together, row by row. */
    private @Nullable String boundary() {
        TreeMap<Integer, int[]> spans = new TreeMap<>();
        for (Person person : persons) {
            if (person.here() && !person.dead()) {
                int[] span =
                        spans.computeIfAbsent(y(person.id()), k -> new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE});
                span[0] = Math.min(span[0], xOf(person.id()) - 50);
                span[1] = Math.max(span[1], xOf(person.id()) + 50);
            }
        }
        if (spans.isEmpty()) {
            return null;
        }
        List<int[]> right = new ArrayList<>();
        List<int[]> left = new ArrayList<>();
        int[] above = null;
        for (Map.Entry<Integer, int[]> row : spans.entrySet()) {
            int[] span = row.getValue();
            int top = row.getKey() - RADIUS - 16;
            int upper = top;
            if (above != null) {
                // Rows hang together, however far apart they stand.
                span[0] = Math.min(span[0], above[1] - 50);
                span[1] = Math.max(span[1], above[0] + 50);
                upper = (right.getLast()[1] + top) / 2;
                right.getLast()[1] = upper;
                left.getFirst()[1] = upper;
            }
            int bottom = row.getKey() + RADIUS + 46;
            reach.add(new Drawing.Span(top, bottom, span[0], span[1]));
            right.add(new int[] {span[1], upper});
            right.add(new int[] {span[1], bottom});
            left.addFirst(new int[] {span[0], upper});
            left.addFirst(new int[] {span[0], bottom});
            above = span;
        }
        List<int[]> points = new ArrayList<>(right);
        points.addAll(left);
        return rounded(points);
    }

    private static String rounded(List<int[]> all) {
        List<int[]> points = new ArrayList<>();
        for (int[] point : all) {
            if (points.isEmpty() || points.getLast()[0] != point[0] || points.getLast()[1] != point[1]) {
                points.add(point);
            }
        }
        StringBuilder path = new StringBuilder();
        int n = points.size();
        for (int i = 0; i < n; i++) {
            int[] before = points.get((i + n - 1) % n);
            int[] here = points.get(i);
            int[] after = points.get((i + 1) % n);
            int[] in = toward(here, before);
            int[] out = toward(here, after);
            path.append(i == 0 ? 'M' : 'L')
                    .append(in[0])
                    .append(' ')
                    .append(in[1])
                    .append('Q')
                    .append(here[0])
                    .append(' ')
                    .append(here[1])
                    .append(' ')
                    .append(out[0])
                    .append(' ')
                    .append(out[1]);
        }
        return path.append('Z').toString();
    }

    private static int[] toward(int[] from, int[] to) {
        int dx = to[0] - from[0];
        int dy = to[1] - from[1];
        double length = Math.hypot(dx, dy);
        double r = Math.min(18, length / 2);
        return length == 0
                ? from
                : new int[] {(int) Math.round(from[0] + dx / length * r), (int) Math.round(from[1] + dy / length * r)};
    }

    private String spoken() {
        StringBuilder words = new StringBuilder();
        for (Person person : persons) {
            words.append(words.isEmpty() ? "" : "、").append(person.name());
            if (!person.note().isEmpty()) {
                words.append('（').append(person.note()).append('）');
            }
            if (!person.age().isEmpty()) {
                words.append(person.age()).append("歳");
            }
            words.append(person.dead() ? " 死亡" : person.here() ? "" : " 別居");
        }
        return words.toString();
    }
}
