package kasane.shared;
/** stub */
public record PersonId(java.util.UUID value) implements Id {
  
}
