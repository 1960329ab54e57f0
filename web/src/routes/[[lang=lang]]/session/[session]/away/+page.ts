// A few words and a link: nothing of the room is loaded to say that there is none (people 91).
export const csr = false;
