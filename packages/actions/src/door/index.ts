import { addSeat } from './add-seat.ts';
import { admitAllSeats } from './admit-all-seats.ts';
import { admitSeat } from './admit-seat.ts';
import { changeLanguage } from './change-language.ts';
import { claimSeat } from './claim-seat.ts';
import { findDoor } from './find-door.ts';
import { handOnSeat } from './hand-on-seat.ts';
import { leaveSeat } from './leave-seat.ts';
import { removeSeat } from './remove-seat.ts';
import { setDoor } from './set-door.ts';
import { takeSeat } from './take-seat.ts';

export const doorActions = {
  'seat:take': takeSeat,
  'seat:find-door': findDoor,
  'seat:leave': leaveSeat,
  'seat:language': changeLanguage,
  'seat:add': addSeat,
  'seat:hand-on': handOnSeat,
  'seat:claim': claimSeat,
  'seat:admit': admitSeat,
  'seat:admit-all': admitAllSeats,
  'seat:remove': removeSeat,
  'door:set': setDoor,
};
