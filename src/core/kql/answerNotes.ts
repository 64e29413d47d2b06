/** The member of a hunting response in which the local engine tells what the user should know beside the rows. */
export const NOTES_MEMBER = '@kqlHunting.notes';
