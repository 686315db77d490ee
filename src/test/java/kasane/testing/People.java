package kasane.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;

/** The people of かさね市 as viewers, by the login they sign in with; an index chooses among several hats. */
public final class People {

    private People() {}

    /** The person in their first hat. */
    public static Viewer.Staff viewer(Connections connections, String login) {
        return viewer(connections, login, 0);
    }

    /** The person in the hat with this index. */
    public static Viewer.Staff viewer(Connections connections, String login, int hat) {
        String sql = """
                select h.staff_id, h.agency_id,
                       array(select d.duty from access.duty d where d.hat_id = h.id) as duties
                from access.account a join access.hat h on h.staff_id = a.staff_id
                where a.login = ? order by h.id offset ? limit 1
                """;
        try (Connection connection = connections.open(connections.requireSuperuser());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, login);
            statement.setInt(2, hat);
            try (ResultSet rs = statement.executeQuery()) {
                if (!rs.next()) {
                    throw new IllegalArgumentException("nobody signs in as " + login);
                }
                Set<Duty> duties = new HashSet<>();
                for (Object duty : (Object[]) rs.getArray("duties").getArray()) {
                    duties.add(Duty.valueOf((String) duty));
                }
                return new Viewer.Staff(
                        new StaffId(rs.getInt("staff_id")), new AgencyId(rs.getInt("agency_id")), duties);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
