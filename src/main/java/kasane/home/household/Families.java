package kasane.home.household;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kasane.home.genogram.Family;
import kasane.home.genogram.Family.Bond;
import kasane.home.genogram.Family.Shape;
import kasane.register.Member;
import kasane.register.Relationships;
import kasane.shared.PartialDate;

/** From the register's rows to a family to be drawn: only what these rows, already masked for the viewer, say. */
final class Families {

    private Families() {}

    static Family of(List<Member> members, List<Relationships.Relationship> ties) {
        List<Family.Person> persons = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Member member : members) {
            String id = member.person().value().toString();
            if (known.add(id)) {
                persons.add(new Family.Person(
                        id,
                        shape(member.details().sex()),
                        member.age().map(Families::inSymbol).orElse(""),
                        shortName(member),
                        member.tie(),
                        member.isCurrent() && member.together(),
                        member.isDeceased()));
            }
        }
        List<Family.Couple> couples = new ArrayList<>();
        List<Family.Child> children = new ArrayList<>();
        List<Family.Siblings> siblings = new ArrayList<>();
        for (Relationships.Relationship tie : ties) {
            String a = tie.person().value().toString();
            if (!known.contains(a)) {
                continue;
            }
            String b = tie.other() == null
                    ? "named " + tie.otherName()
                    : tie.other().value().toString();
            if (!known.contains(b)) {
                if (tie.other() != null || tie.tie().kind() == Relationships.Kind.OTHER) {
                    continue;
                }
                known.add(b);
                persons.add(new Family.Person(b, Shape.DIAMOND, "", tie.otherName(), "", false, false));
            }
            switch (tie.tie().kind()) {
                case PARENT_OF -> children.add(new Family.Child(a, b));
                case CHILD_OF -> children.add(new Family.Child(b, a));
                case SPOUSE ->
                    couples.add(new Family.Couple(
                            a, b, bond(tie.tie().marriage()), tie.tie().conflict()));
                case SIBLING -> siblings.add(new Family.Siblings(a, b));
                case OTHER -> {}
            }
        }
        return new Family(persons, couples, children, siblings);
    }

    /** Two numbers do not fit into a symbol: the lower one with 約. */
    private static String inSymbol(PartialDate.Age age) {
        return (age.isExact() && !age.estimated() ? "" : "約") + age.min();
    }

    private static Shape shape(String sex) {
        return switch (sex) {
            case "M" -> Shape.SQUARE;
            case "F" -> Shape.CIRCLE;
            default -> Shape.DIAMOND;
        };
    }

    private static Bond bond(Relationships.@org.jspecify.annotations.Nullable Marriage marriage) {
        return switch (marriage) {
            case null -> Bond.MARRIED;
            case MARRIED -> Bond.MARRIED;
            case COMMON_LAW -> Bond.COMMON_LAW;
            case DIVORCED -> Bond.DIVORCED;
            case WIDOWED -> Bond.WIDOWED;
        };
    }

    /** The given name, cut where it would run into the neighbour's. */
    private static String shortName(Member member) {
        String given = member.name().given();
        String name = given.isEmpty() ? member.name().full() : given;
        int[] letters = name.codePoints().toArray();
        return letters.length <= 7 ? name : new String(letters, 0, 6) + "…";
    }
}
